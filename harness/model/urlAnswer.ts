/** What a URL inside a deployment's network answered, or why it did not. */
export type UrlAnswer =
  | { readonly body: string; readonly error: null }
  | { readonly body: null; readonly error: string };
