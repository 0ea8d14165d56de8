/** A cell as RFC 4180 writes it; a text that a spreadsheet would take for a formula is marked as text. */
function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row of a table, with its end. */
export const csvRow = (cells: readonly unknown[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** A table: the columns' names, then a row for each record. */
export const csvTable = <K extends string>(
  columns: readonly K[],
  rows: readonly Partial<Readonly<Record<K, unknown>>>[],
): string => csvRow(columns) + rows.map((row) => csvRow(columns.map((column) => row[column]))).join('');
