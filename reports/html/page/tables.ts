type Direction = 'ascending' | 'descending';

/** Each column's head becomes a button that sorts by it, by figure where the cells have one. */
export function makeSortable(table: HTMLTableElement, hint: string): void {
  const heads = [...table.querySelectorAll<HTMLTableCellElement>('thead th')];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = hint;
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const direction: Direction =
        head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', direction);
      sortRows(table, column, direction);
    });
  });
}

function sortRows(table: HTMLTableElement, column: number, direction: Direction): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const sign = direction === 'ascending' ? 1 : -1;
  const rows = [...body.rows].sort((a, b) => sign * compare(a.cells[column], b.cells[column]));
  body.append(...rows);
}

function compare(a: HTMLTableCellElement | undefined, b: HTMLTableCellElement | undefined): number {
  const [left, right] = [a?.dataset.sort, b?.dataset.sort];
  return left !== undefined && right !== undefined
    ? difference(Number(left), Number(right))
    : (a?.textContent ?? '').localeCompare(b?.textContent ?? '', undefined, { numeric: true });
}

/** Not a subtraction: two missing figures (−∞ each) are equal, and their difference is not a number. */
const difference = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
