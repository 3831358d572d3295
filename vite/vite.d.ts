// What is used of Vite, which is not installed here.
declare module 'vite' {
  export function loadEnv(mode: string, folder: string, prefix: string): Record<string, string>;
}
