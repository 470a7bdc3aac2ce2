import ts from 'typescript'

/** Letters that only Vietnamese words have. */
const vietnamese = /[ăâđêôơưạảãàáậầấẩẫắằặẳẵẹẻẽèéệềếểễịỉĩìíọỏõòóộồốổỗợờớởỡụủũùúựừứửữỵỷỹỳý]/iu
/** A language is named in itself, whatever the page speaks. */
const namesOfLanguages = new Set(['Tiếng Việt', 'English'])
const twoWords = /\p{L}{2,}[\s,.:;]+\p{L}{2,}/u
const shownAttributes = new Set([
  'title',
  'label',
  'placeholder',
  'alt',
  'description',
  'aria-label',
  'aria-description',
])

/**
 * Finds texts written into a screen's code instead of its messages: words between tags, in attributes that are shown or
 * read aloud, and any text with Vietnamese letters. Answers `line: text`.
 */
export function findTexts(path, content) {
  const source = ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found = []
  const keep = (node, text) => {
    if (namesOfLanguages.has(text.trim())) return
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    found.push(`${line + 1}: ${text.trim().replace(/\s+/g, ' ')}`)
  }
  const visit = (node) => {
    if (ts.isJsxText(node)) {
      if (twoWords.test(node.text) || vietnamese.test(node.text.normalize('NFC'))) keep(node, node.text)
    } else if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    ) {
      if (vietnamese.test(node.text.normalize('NFC')) || (isShown(node) && twoWords.test(node.text)))
        keep(node, node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isShown(node) {
  const holder = ts.isJsxExpression(node.parent) ? node.parent.parent : node.parent
  if (ts.isJsxElement(holder) || ts.isJsxFragment(holder)) return true
  return ts.isJsxAttribute(holder) && shownAttributes.has(holder.name.getText())
}
