// What the documents' code leaves to its reader.
declare function show(text: string): void;
declare const button: HTMLButtonElement;
declare const request: Request;
declare const env: Record<string, string>;
declare const apiUrl: string;
declare const clientId: string;
declare const clientSecret: string;
declare const redirectUri: string;
