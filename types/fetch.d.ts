// The parts of `fetch` that the package uses. Each entry with an option `fetch` exports all of these types.
import type { WebAbortSignal } from './platform.js';

/** Sends a request to Tailchat: the platform's `fetch`, undici's or that of a service binding. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** The second argument of a `Fetch`. */
export interface FetchInit {
  /** `POST`, or `GET` for the keys of a verifier. */
  readonly method: string;
  /** The request's headers. They contain nothing of the browser's request. */
  readonly headers: Record<string, string>;
  /** The form, if the request has one. */
  readonly body?: string;
  /** Redirects must not be followed, because they would send the client secret to their target. */
  readonly redirect: 'manual';
  /** Aborts at the deadline of the login. */
  readonly signal: WebAbortSignal;
}

/** The members of the answer that are read. The platform's `Response` has all of them. */
export interface FetchResponse {
  /** The HTTP status. */
  readonly status: number;
  /** If it is `opaqueredirect`, the login fails. */
  readonly type?: string;
  /** If it is true, the login fails. */
  readonly redirected?: boolean;
  /** Only the content type is read. */
  readonly headers: FetchHeaders;
  /** The body's bytes. They are counted while they arrive. */
  readonly body: FetchBody | null;
}

/** The headers of a `FetchResponse`. */
export interface FetchHeaders {
  /** Returns the value of a header, or null. */
  get(name: string): string | null;
}

/** The body of a `FetchResponse`: a ReadableStream of bytes. */
export interface FetchBody {
  /** Locks the stream to one reader. */
  getReader(): FetchReader;
  /** Discards the rest. */
  cancel(): Promise<unknown>;
}

/** The reader of a `FetchBody`. */
export interface FetchReader {
  /** Returns the next bytes, or `done`. */
  read(): Promise<FetchChunk>;
  /** Discards the rest. */
  cancel(): Promise<unknown>;
}

/** A result of a `FetchReader`: bytes, or the end. */
export type FetchChunk =
  | { readonly done: false; readonly value: Uint8Array }
  | { readonly done: true; readonly value?: Uint8Array | undefined };
