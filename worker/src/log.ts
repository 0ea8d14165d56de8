/** One structured line per fact, with its trace. Never given a token, a signature, a secret or an outcome. */
export type Logger = (
  level: 'info' | 'warn' | 'error',
  message: string,
  facts?: Readonly<Record<string, string | number | boolean | null>>,
) => void;

/** Writes JSON lines to the runtime's log; `problems` drops what is only information. */
export const createLogger =
  (part: string, which: 'all' | 'problems'): Logger =>
  (level, message, facts = {}) => {
    if (level === 'info' && which === 'problems') return;
    const line = JSON.stringify({ ts: new Date().toISOString(), level, part, message, ...facts });
    if (level === 'error') console.error(line);
    else console.log(line);
  };
