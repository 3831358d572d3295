// The web platform's types, as the program has them: from lib.dom, @types/node, @cloudflare/workers-types, Deno or Bun.
// A program that has none of these gets the part that this package uses. So no declaration here needs a library of
// types, and none brings one along.

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

/** The platform's `HTMLElement`, as the base of a class. */
export type WebHTMLElement = typeof globalThis extends { HTMLElement: infer Platform }
  ? Platform
  : new () => object;

/** The platform's `CustomEvent`. */
export type WebCustomEvent = typeof globalThis extends { CustomEvent: { prototype: infer Platform } }
  ? Platform
  : { readonly type: string; readonly detail: unknown };

/**
 * A request of which the headers are enough: those of Express, Fastify and node:http, or `{ headers }` as a page of Next
 * has them.
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
  /** The address: complete, or from the path on. */
  readonly url?: string | { readonly href: string } | undefined;
  /** Counts before `url`: the path before a framework has taken a part of it off. */
  readonly originalUrl?: string | undefined;
}

/** Headers in any of the usual forms. */
export type HeadersLike =
  | WebHeaders
  | Iterable<[string, string]>
  | Readonly<Record<string, string | ReadonlyArray<string> | undefined>>;

/** Whose session it is about: a `Request`, or anything that has its headers. */
export type AskedRequest = WebRequest | RequestLike;
