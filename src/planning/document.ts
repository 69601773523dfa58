/** A page of plan or calendar without its markup: Markdown and the console print the same one. Texts are not escaped. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly ListItem[] }

export interface ListItem {
  readonly text: string
  readonly address?: string
}

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

/** Nothing for a table without rows or a list without items: the title that stands before is left out as well. */
export const section = (title: Block, ...blocks: readonly Block[]): readonly Block[] => {
  const filled = blocks.filter(
    block => (block.kind !== 'table' || block.rows.length > 0) && (block.kind !== 'list' || block.items.length > 0),
  )
  return filled.length === 0 ? [] : [title, ...filled]
}
