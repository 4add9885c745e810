/** Content of OpenDocument files. */

export const paragraphsOf = (...texts: readonly string[]) =>
  `<office:body xmlns:text="t">${texts.map((text) => `<text:p>${text}</text:p>`).join('')}</office:body>`;

/** @param rows XML of cells */
export const sheetOf = (name: string, ...rows: readonly string[]) =>
  `<office:body><table:table table:name="${name}">${rows.map((cells) => `<table:table-row>${cells}</table:table-row>`).join('')}</table:table></office:body>`;

/** @param more attributes */
export const cellOf = (text: string, more = '') =>
  `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
