// tailchat-login/node: a server for a site's own pages on Node.
import type { WebRequest, WebResponse } from './platform.js';

/**
 * Serves a site over HTTP on Node, as `tailchat-login serve` does. A Host header that is invalid gets 400, connections
 * and requests have time-outs, and what `answer` throws becomes 500.
 *
 * @throws {Error} where the port cannot be had
 * @example
 * import { listen } from 'tailchat-login/node';
 * import { createLogin } from 'tailchat-login/worker';
 *
 * const login = createLogin();
 * const server = await listen((request, ctx) => login.fetch(request, process.env, ctx), { port: 0 });
 * show(server.url);
 * await server.close();
 */
export declare function listen(answer: ListenAnswer, options?: ListenOptions): Promise<ListeningServer>;

/** Answers a request. */
export type ListenAnswer = (request: WebRequest, ctx: ListenContext) => WebResponse | Promise<WebResponse>;

/** What an answer is given beside its request: pass it on to `login.fetch`. */
export interface ListenContext {
  /** Lets work go on after the answer. */
  readonly waitUntil: (work: Promise<unknown>) => void;
}

/** What `listen` takes beside the answer. */
export interface ListenOptions {
  /**
   * The port, or 0 for a free one.
   *
   * @default 0
   */
  readonly port?: number | undefined;
  /**
   * The address that it listens on.
   *
   * @default "127.0.0.1"
   */
  readonly host?: string | undefined;
  /** Takes a line for each request, without its query, which may carry a code. */
  readonly log?: ((line: string) => void) | undefined;
  /** Takes what the answer threw; console.error if not given. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Those that are not as by default. */
  readonly timeouts?: Partial<ListenTimeouts> | undefined;
}

/** The time-outs of a server, in milliseconds. */
export interface ListenTimeouts {
  /**
   * For all headers of a request.
   *
   * @default 15000
   */
  readonly headers: number;
  /**
   * For the whole of a request. It is longer than the longest `deadline`, so that the login's own answer comes first.
   *
   * @default 65000
   */
  readonly request: number;
  /**
   * For the next request of a kept connection. A server keeps its connections for longer than the proxy in front, which
   * would else send a request just when the connection ends.
   *
   * @default 130000
   */
  readonly keepAlive: number;
  /**
   * For a connection on which nothing moves, such as an answer that nobody reads.
   *
   * @default 150000
   */
  readonly idle: number;
  /**
   * How often the first two are looked at.
   *
   * @default 5000
   */
  readonly check: number;
}

/** A server that runs. */
export interface ListeningServer {
  /** Where it listens, without a slash at its end. */
  readonly url: string;
  /** Lets running requests finish, and ends. */
  readonly close: () => Promise<void>;
}
