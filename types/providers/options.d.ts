import type { ClientOptions } from '../options.js';

/** The options of every provider. They have the meanings, limits and defaults of `createClient`. */
export interface ProviderOptions extends Pick<
  ClientOptions,
  'apiUrl' | 'internalUrl' | 'allowHttp' | 'clientId' | 'clientSecret' | 'issuer'
> {}

/** The options of a provider that needs the callback's address, and asks Tailchat for the user itself. */
export interface AskingProviderOptions
  extends
    ProviderOptions,
    Pick<ClientOptions, 'redirectUri' | 'deadline' | 'clockLeewaySeconds' | 'fetch' | 'now' | 'log'> {}
