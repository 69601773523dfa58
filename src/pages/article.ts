/**
 * A page before anybody has said where it is shown: `explain` prints it on a terminal, the docs keep it as Markdown.
 * Its texts are plain prose; each way of showing escapes them for itself.
 */
export interface Article {
  readonly title: string
  /** One line under the title. */
  readonly facts: string
  readonly sections: readonly Section[]
}

export interface Section {
  /** Absent for what follows the title at once. */
  readonly heading?: string
  readonly paragraphs?: readonly string[]
  readonly items?: readonly Item[]
  /** Lines shown as they are, such as the output of the program. */
  readonly lines?: readonly string[]
}

export interface Item {
  readonly text: string
  /** Page that the Markdown form links the text to, relative to the article. */
  readonly link?: string
}
