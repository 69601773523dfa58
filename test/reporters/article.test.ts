import { describe, expect, it } from 'vitest'
import type { Article } from '../../src/pages/article.ts'
import { articleMarkdown, articleText } from '../../src/reporters/article.ts'

const article: Article = {
  title: 'Titre *et* <b>',
  facts: 'un · deux',
  sections: [
    { paragraphs: ['Sans titre.'] },
    {
      heading: 'Pourquoi',
      paragraphs: ['Voir « {nom} » : un mot, puis un autre ; et la suite.'],
      items: [{ text: 'VIHF-001 [x]', link: 'VIHF-001.md' }, { text: 'plain' }],
      lines: ['a ``` b', '\u001b[31mred'],
    },
  ],
}

describe('an article', () => {
  it('becomes Markdown that shows its texts to the letter', () => {
    expect(articleMarkdown(article)).toBe(
      `${[
        '# Titre \\*et\\* &lt;b&gt;',
        'un · deux',
        'Sans titre.',
        '## Pourquoi',
        'Voir « {nom} » : un mot, puis un autre ; et la suite.',
        '- [VIHF-001 \\[x\\]](VIHF-001.md)\n- plain',
        '````text\na ``` b\n\\x1b[31mred\n````',
      ].join('\n\n')}\n`,
    )
  })

  it('becomes lines of a terminal, folded, without anything active', () => {
    const text = articleText(article, 10)
    expect(text).toContain('\nPourquoi\n  Voir « {nom} » : un mot, puis un\n  autre ; et la suite.\n')
    expect(text).toContain('  - VIHF-001 [x]\n  - plain\n')
    expect(text).toContain('  \\x1b[31mred\n')
  })

  it('never begins a line with French punctuation', () => {
    const folded = articleText({ title: 'mot : '.repeat(40), facts: '« a » '.repeat(40), sections: [] }, 40)
    for (const line of folded.split('\n')) expect(line.trimStart()).not.toMatch(/^[»:;!?]/)
  })
})
