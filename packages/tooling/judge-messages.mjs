import { parse, TYPE } from '@formatjs/icu-messageformat-parser'

/**
 * Compares the two languages of one pair of message files (objects of texts, nested) and answers every fault as a sentence.
 * `syntax` is `icu` for the texts of screens and `braces` for the plain `{name}` templates of the domain.
 */
export function judgePair({ vi, en, syntax }) {
  const texts = { vi: flatten(vi), en: flatten(en) }
  const faults = []
  for (const [here, there] of [
    ['vi', 'en'],
    ['en', 'vi'],
  ]) {
    for (const key of texts[here].keys()) {
      if (!texts[there].has(key)) faults.push(`${key}: stands in ${here} and is missing in ${there}`)
    }
    for (const [key, text] of texts[here]) {
      if (typeof text !== 'string') faults.push(`${key}: is no text in ${here}`)
      else if (text.trim() === '') faults.push(`${key}: is empty in ${here}`)
    }
  }
  for (const [key, text] of texts.vi) {
    const other = texts.en.get(key)
    if (typeof text !== 'string' || typeof other !== 'string') continue
    try {
      const [inVi, inEn] = [placeholdersOf(text, syntax), placeholdersOf(other, syntax)]
      if (inVi.join() !== inEn.join()) {
        faults.push(`${key}: vi asks for ${show(inVi)}, en for ${show(inEn)}`)
      }
    } catch (error) {
      faults.push(`${key}: cannot be read (${error instanceof Error ? error.message : String(error)})`)
    }
  }
  return faults
}

const show = (names) => (names.length === 0 ? 'nothing' : names.map((name) => `{${name}}`).join(' '))

/** Every leaf of a nested object by its path; lists count by position. */
function flatten(value, path = '', found = new Map()) {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`, found)
  } else found.set(path, value)
  return found
}

/** The names a text asks for, sorted, each once; throws when the text cannot be read. */
export function placeholdersOf(text, syntax) {
  const names = syntax === 'braces' ? [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name) : namesOf(parse(text))
  return [...new Set(names)].sort()
}

function namesOf(elements) {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...namesOf(element.children)]
    const branches = element.options && !Array.isArray(element.options) ? Object.values(element.options) : []
    return [element.value, ...branches.flatMap(({ value }) => namesOf(value))]
  })
}
