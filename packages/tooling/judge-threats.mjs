/** Whom a threat model of this product has to speak of, as the headings begin. */
const persons = [
  'citizen',
  'denounce',
  'cell secretary',
  'another commune',
  'administrator',
  'database administrator',
  'stolen dump',
  'notebook',
  'network',
  'supply chain',
]

/**
 * Names what is stale in the threat model: a kind of person without a part, a row without a proof, a proof whose file or test is gone.
 * `text` is the document, `read` answers the text of a file by its path from the root, or null.
 */
export function judgeThreats(text, read) {
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading.toLowerCase())
  const faults = persons
    .filter((person) => !headings.some((heading) => heading.includes(person)))
    .map((person) => `docs/security.md says nothing of: ${person}`)
  for (const row of text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (---|What )/.test(line))) {
    const [, threat = '', , proofs = ''] = row.split(' | ').length === 3 ? ['', ...row.slice(2).split(' | ')] : []
    const named = [...proofs.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+)\)/g)]
    if (named.length === 0) faults.push(`no test proves: ${threat || row}`)
    for (const [, title, path] of named) {
      const source = read(path)
      if (source === null) faults.push(`${path} is gone (${threat})`)
      else if (!holdsTest(source, title)) faults.push(`${path} has no test "${title}" (${threat})`)
    }
  }
  return faults
}

/** A test's title, or the name of a row of its table, stands in the source as a text of its own. */
const holdsTest = (source, title) =>
  ["'", '"', '`'].some((quote) =>
    source.includes(`${quote}${title.replaceAll("'", quote === "'" ? "\\'" : "'")}${quote}`),
  )
