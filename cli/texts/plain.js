/** The text of a table's cell without its Markdown. @param {string} text */
export const plain = (text) => text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
