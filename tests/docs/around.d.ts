// Declares the names that the code in the documents uses and leaves to the reader.

// These packages are not installed here. Rows in tests/runtimes run the code that imports them.
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

/** The part that the tests in docs/testing.md use. test:everywhere runs them with the real package. */
declare module '@playwright/test' {
  export const defineConfig: (config: object) => object;
  export const test: (name: string, body: (fixtures: { page: any }) => Promise<void>) => void;
  export const expect: any;
}
