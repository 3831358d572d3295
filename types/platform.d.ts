// The web platform's types, as the program defines them: from lib.dom, @types/node, @cloudflare/workers-types, Deno or Bun.
// A program without these gets only the members that this package uses. The declarations therefore need no library of
// types, and add none.

/** The platform's `Request`. */
export type WebRequest = typeof globalThis extends { Request: { prototype: infer Platform } }
  ? Platform
  : { readonly url: string; readonly method: string; readonly headers: { get(name: string): string | null } };

/** The platform's `Response`. */
export type WebResponse = typeof globalThis extends { Response: { prototype: infer Platform } }
  ? Platform
  : { readonly status: number; readonly headers: { get(name: string): string | null } };

/** The platform's `Headers`. */
export type WebHeaders = WebResponse extends { readonly headers: infer Platform } ? Platform : never;

/** The platform's `AbortSignal`. */
export type WebAbortSignal = WebRequest extends { readonly signal: infer Platform }
  ? Platform
  : { readonly aborted: boolean };

/** The platform's `URLSearchParams`. */
export type WebSearchParams = typeof globalThis extends { URLSearchParams: { prototype: infer Platform } }
  ? Platform
  : { append(name: string, value: string): void; toString(): string };

/** The platform's `URL`. */
export type WebURL = typeof globalThis extends { URL: { prototype: infer Platform } }
  ? Platform
  : { readonly href: string; toString(): string };

/** The platform's `HTMLElement`, as the base of a class. */
export type WebHTMLElement = typeof globalThis extends { HTMLElement: infer Platform }
  ? Platform
  : new () => object;

/** The platform's `CustomEvent`. */
export type WebCustomEvent = typeof globalThis extends { CustomEvent: { prototype: infer Platform } }
  ? Platform
  : { readonly type: string; readonly detail: unknown };

/**
 * An object with the headers of a request: the request of Express, Fastify or node:http, or `{ headers }` in a page of Next.
 */
export interface RequestLike {
  /** The headers, or a promise of them. */
  readonly headers: HeadersLike | Promise<HeadersLike>;
  /**
   * The method.
   *
   * @default "GET"
   */
  readonly method?: string | undefined;
  /** The address: complete, or only path and query. */
  readonly url?: string | { readonly href: string } | undefined;
  /** Takes precedence over `url`: the path before a framework has removed a part of it. */
  readonly originalUrl?: string | undefined;
}

/** Headers in any of the usual forms. */
export type HeadersLike =
  | WebHeaders
  | Iterable<[string, string]>
  | Readonly<Record<string, string | ReadonlyArray<string> | undefined>>;

/** The request whose session is read: a `Request`, or any object with its headers. */
export type AskedRequest = WebRequest | RequestLike;
