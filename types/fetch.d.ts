// The parts of `fetch` that the package uses. Each entry with an option `fetch` exports all of these types.
import type { WebAbortSignal } from './platform.js';

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
