// tailchat-login/node: a server for a site's own pages on Node.
import type { WebRequest, WebResponse } from './platform.js';

/**
 * Serves a site over HTTP on Node, as `tailchat-login serve` does. It answers an invalid Host header with 400, limits the
 * time of connections and requests, and answers with 500 if `answer` throws.
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

/** The second argument of an answer function. Pass it to `login.fetch`. */
export interface ListenContext {
  /** Lets work continue after the answer. */
  readonly waitUntil: (work: Promise<unknown>) => void;
}

/** The options of `listen`. */
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
  /** Receives a line for each request. It leaves out the query, which may contain a code. */
  readonly log?: ((line: string) => void) | undefined;
  /** Receives the error that `answer` threw; by default console.error. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** The time limits that differ from the defaults. */
  readonly timeouts?: Partial<ListenTimeouts> | undefined;
}

/** The time limits of a server, in milliseconds. */
export interface ListenTimeouts {
  /**
   * For all headers of a request.
   *
   * @default 15000
   */
  readonly headers: number;
  /**
   * For a whole request. It is longer than the longest `deadline`, so that the login's own answer comes first.
   *
   * @default 65000
   */
  readonly request: number;
  /**
   * For the next request on an idle connection. The server must keep it longer than the proxy in front does. Otherwise the
   * proxy could send a request just when the connection ends.
   *
   * @default 130000
   */
  readonly keepAlive: number;
  /**
   * For a connection without any traffic, such as an answer that nobody reads.
   *
   * @default 150000
   */
  readonly idle: number;
  /**
   * How often the first two limits are checked.
   *
   * @default 5000
   */
  readonly check: number;
}

/** A running server. */
export interface ListeningServer {
  /** The address where it listens, without a slash at its end. */
  readonly url: string;
  /** Lets running requests finish, and ends. */
  readonly close: () => Promise<void>;
}
