/**
 * Every table of the console: real headers, sorting, selection, long lists. Wide tables scroll in a
 * region of their own that the keyboard reaches; on narrow screens each row becomes a card.
 */
import {
  createColumnHelper,
  createSortedRowModel,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/preact-table';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { useWords } from '../words/language.tsx';
import { useVirtualRows } from './use-virtual-rows.ts';

export interface Column<T> {
  readonly id: string;
  readonly label: string;
  readonly cell: (row: T) => ComponentChildren;
  /** What the column sorts by; without it the column does not sort. */
  readonly value?: (row: T) => string | number;
  /** Names the row: its cell is a row header. */
  readonly heading?: boolean;
  readonly number?: boolean;
}

export interface Selection<T> {
  readonly keys: ReadonlySet<string>;
  readonly onChange: (keys: ReadonlySet<string>) => void;
  readonly nameOf: (row: T) => string;
  readonly can?: (row: T) => boolean;
}

const features = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  sortedRowModel: createSortedRowModel(),
});

/** Cards on narrow screens are no `display: table`: the roles are said again, or browsers forget them. */
const as = {
  /** What scrolls has to be reached by the keyboard. */
  region: (label: string) => ({ role: 'region', tabIndex: 0, 'aria-label': label }) as const,
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
  nothing: { 'aria-hidden': true },
} as const;

export interface DataTableProps<T> {
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly selection?: Selection<T>;
  readonly stateOf?: (row: T) => string;
  /** What an opened row shows below itself. */
  readonly detail?: (row: T) => ComponentChildren;
}

export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { caption, columns, rows, keyOf, selection, stateOf, detail } = props;
  const words = useWords();
  const region = useRef<HTMLDivElement>(null);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, T>();
    return columns.map((column) =>
      helper.accessor((row): unknown => column.value?.(row) ?? '', {
        id: column.id,
        enableSorting: column.value !== undefined,
        sortFn: (a, b) => compare(column.value?.(a.original), column.value?.(b.original)),
        sortDescFirst: false,
      }),
    );
  }, [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: keyOf,
    enableRowSelection: (row) => selection?.can?.(row.original) ?? true,
    state: {
      rowSelection: Object.fromEntries([...(selection?.keys ?? [])].map((key) => [key, true])),
    },
    onRowSelectionChange: (update) => {
      const now = Object.fromEntries(
        [...(selection?.keys ?? [])].map((key) => [key, true as const]),
      );
      const next = typeof update === 'function' ? update(now) : update;
      selection?.onChange(new Set(Object.keys(next).filter((key) => next[key])));
    },
  });
  const shown = table.getRowModel().rows;
  const virtual = useVirtualRows(shown.length, region);
  const width = columns.length + (selection ? 1 : 0);
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const selectable = shown.filter((row) => row.getCanSelect());
  const allSelected = selectable.length > 0 && selectable.every((row) => row.getIsSelected());

  const renderRow = (index: number) => {
    const row = shown[index];
    if (!row) return null;
    const below = detail?.(row.original);
    return (
      <>
        <tr
          key={row.id}
          {...as.row}
          data-index={index}
          data-state={stateOf?.(row.original)}
          aria-rowindex={virtual.virtual ? index + 2 : undefined}
          ref={virtual.virtual ? virtual.measure : null}
        >
          {selection ? (
            <td {...as.cell} class="cell-select">
              <label class="check">
                <input
                  type="checkbox"
                  checked={row.getIsSelected()}
                  disabled={!row.getCanSelect()}
                  onChange={(event) => row.toggleSelected(event.currentTarget.checked)}
                  aria-label={words.selectRow(selection.nameOf(row.original))}
                />
              </label>
            </td>
          ) : null}
          {columns.map((column) => (
            <Cell key={column.id} column={column} row={row.original} />
          ))}
        </tr>
        {below ? (
          <tr key={`${row.id} detail`} {...as.row} class="row-detail">
            <td {...as.cell} colSpan={width}>
              {below}
            </td>
          </tr>
        ) : null}
      </>
    );
  };

  return (
    <div
      class={virtual.virtual ? 'table-region table-region-long' : 'table-region'}
      ref={region}
      {...as.region(words.tableRegion(caption))}
    >
      <table {...as.table} aria-rowcount={virtual.virtual ? shown.length + 1 : undefined}>
        <caption class="unseen">{caption}</caption>
        <thead {...as.rowgroup}>
          <tr {...as.row}>
            {selection ? (
              <th {...as.columnheader} scope="col" class="cell-select">
                <label class="check">
                  <input
                    type="checkbox"
                    checked={allSelected}
                    disabled={selectable.length === 0}
                    onChange={() =>
                      selection.onChange(new Set(allSelected ? [] : selectable.map(({ id }) => id)))
                    }
                    aria-label={words.selectAll}
                  />
                </label>
              </th>
            ) : null}
            {headers.map((header, index) => (
              <th
                key={header.id}
                {...as.columnheader}
                scope="col"
                class={columns[index]?.number ? 'cell-number' : undefined}
                aria-sort={ariaSort(header.column.getIsSorted())}
              >
                {header.column.getCanSort() ? (
                  <button
                    type="button"
                    class="sort"
                    aria-label={words.sortBy(columns[index]?.label ?? '')}
                    onClick={() => header.column.toggleSorting()}
                  >
                    {columns[index]?.label}
                    <span aria-hidden="true">{arrow(header.column.getIsSorted())}</span>
                  </button>
                ) : (
                  columns[index]?.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as.rowgroup}>
          {virtual.before > 0 ? <Spacer height={virtual.before} width={width} /> : null}
          {virtual.indexes.map(renderRow)}
          {virtual.after > 0 ? <Spacer height={virtual.after} width={width} /> : null}
        </tbody>
      </table>
    </div>
  );
}

function Cell<T>({ column, row }: { readonly column: Column<T>; readonly row: T }) {
  const look = column.number ? 'cell-number' : undefined;
  const inside = (
    <>
      <span class="cell-label" aria-hidden="true">
        {column.label}
      </span>
      <div class="cell-content">{column.cell(row)}</div>
    </>
  );
  return column.heading ? (
    <th {...as.rowheader} scope="row" class={look}>
      {inside}
    </th>
  ) : (
    <td {...as.cell} class={look}>
      {inside}
    </td>
  );
}

function Spacer({ height, width }: { readonly height: number; readonly width: number }) {
  return (
    <tr {...as.nothing} class="spacer">
      <td colSpan={width} style={{ height: `${height}px` }} />
    </tr>
  );
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), 'ja', { numeric: true });
}

function ariaSort(sorted: false | 'asc' | 'desc') {
  if (sorted === false) return undefined;
  return sorted === 'asc' ? 'ascending' : 'descending';
}

function arrow(sorted: false | 'asc' | 'desc'): string {
  if (sorted === false) return '⇅';
  return sorted === 'asc' ? '▲' : '▼';
}
