// What the documents' code leaves to its reader.

// Not among the root's packages: what is imported of them is tried in tests/runtimes.
declare module '@playwright/test';
declare module 'vitest/config' {
  export const defineConfig: (config: object) => object;
}
declare module 'undici' {
  export const fetch: (url: string | URL | Request, init?: object) => Promise<Response>;
  export class EnvHttpProxyAgent {}
}

declare function show(text: string): void;
declare const button: HTMLButtonElement;
declare const request: Request;
declare const env: Record<string, string>;
declare const client: {
  get(key: string): Promise<string | null>;
  set(...args: any[]): Promise<any>;
  del(key: string): Promise<number>;
};
declare const login: ReturnType<typeof import('tailchat-login/worker').createLogin>;
declare const own: import('tailchat-login/store').Store;
declare const apiUrl: string;
declare const clientId: string;
declare const clientSecret: string;
declare const redirectUri: string;

/** What the tests of docs/testing.md take from it; test:everywhere runs them with the real one. */
declare module '@playwright/test' {
  export const defineConfig: (config: object) => object;
  export const test: (name: string, body: (fixtures: { page: any }) => Promise<void>) => void;
  export const expect: any;
}
