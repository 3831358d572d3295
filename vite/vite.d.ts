// The parts of Vite that this package uses. Vite itself is not installed here.
declare module 'vite' {
  export function loadEnv(mode: string, folder: string, prefix: string): Record<string, string>;
}
