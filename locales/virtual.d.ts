/** Compiled messages of one namespace and language; made by `@roundgate/locales/vite-plugin`. */
declare module 'virtual:roundgate-messages/*' {
  const messages: import('@roundgate/locales/mini').CompiledMessages;
  export default messages;
}
