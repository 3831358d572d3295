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

/** Sends a request to Tailchat: the platform's `fetch`, undici's or that of a service binding. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** What a `Fetch` is called with beside the address. */
export interface FetchInit {
  /** `POST`, or `GET` for the keys of a verifier. */
  readonly method: string;
  /** The request's headers: nothing of the browser's request is among them. */
  readonly headers: Record<string, string>;
  /** The form, where the request has one. */
  readonly body?: string;
  /** No redirect is followed: one would carry the client secret to its target. */
  readonly redirect: 'manual';
  /** Ends with the deadline of the login. */
  readonly signal: WebAbortSignal;
}

/** What is read of the answer: the platform's `Response` has all of it. */
export interface FetchResponse {
  /** The HTTP status. */
  readonly status: number;
  /** Where it is `opaqueredirect`, the login ends. */
  readonly type?: string;
  /** Where it is true, the login ends. */
  readonly redirected?: boolean;
  /** Of these the content type is read. */
  readonly headers: FetchHeaders;
  /** The body's bytes, which are counted while they come. */
  readonly body: FetchBody | null;
}

/** The headers of a `FetchResponse`. */
export interface FetchHeaders {
  /** Gives the value of one header, or null. */
  get(name: string): string | null;
}

/** The body of a `FetchResponse`: a ReadableStream of bytes. */
export interface FetchBody {
  /** Locks the stream to one reader. */
  getReader(): FetchReader;
  /** Lets the rest go. */
  cancel(): Promise<unknown>;
}

/** The reader of a `FetchBody`. */
export interface FetchReader {
  /** Gives the next bytes, or `done`. */
  read(): Promise<FetchChunk>;
  /** Lets the rest go. */
  cancel(): Promise<unknown>;
}

/** What a `FetchReader` reads: bytes, or the end. */
export type FetchChunk =
  | { readonly done: false; readonly value: Uint8Array }
  | { readonly done: true; readonly value?: Uint8Array | undefined };
