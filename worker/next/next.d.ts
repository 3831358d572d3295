// The parts of Next that this package uses. Next itself is not installed here.
declare module 'next/headers.js' {
  export function headers(): Headers | Promise<Headers>;
}
declare module 'next/navigation' {
  export function redirect(address: string): never;
}
declare module 'next/server.js' {
  export const NextResponse: { next(init: { request: { headers: Headers } }): Response };
}
