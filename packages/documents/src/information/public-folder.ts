import type { LegalDay } from '@nq15/domain/shared'
import JSZip from 'jszip'
import { shortDay } from '../reports/party-words.ts'

/** Published answers of a committee for a public site; there is no field for anything that was not published. */
export type PublicFolder = {
  readonly organizationName: string
  readonly asOf: LegalDay
  readonly answers: readonly {
    readonly code: string
    readonly topic: string
    readonly place: string
    readonly question: string
    readonly answer: string
    readonly officer: string
    readonly publishedOn: LegalDay
    readonly nextUpdateOn: LegalDay | null
  }[]
}

/** The files of the folder, text each, by their paths: pages that need no script and no other address, and the same as JSON. */
export function publicFiles({ organizationName, asOf, answers }: PublicFolder): ReadonlyMap<string, string> {
  const title = `Hỏi – đáp: ${organizationName}`
  const foot = `<p class="foot">${said(organizationName)}. Câu trả lời đã công bố, đến ngày ${shortDay(asOf)}.</p>`
  const list = answers
    .map(
      ({ code, question, topic, publishedOn }) =>
        `<li><a href="${fileOf(code)}">${said(question)}</a> <small>${said(topic)}, ${shortDay(publishedOn)}</small></li>`,
    )
    .join('\n')
  const index = page(
    title,
    `<h1>${said(title)}</h1>\n${answers.length === 0 ? '<p>Chưa có câu trả lời nào được công bố.</p>' : `<ul>\n${list}\n</ul>`}\n${foot}`,
  )
  const each = answers.map((one) => {
    const next = one.nextUpdateOn === null ? '' : ` Cập nhật tiếp theo trước hết ngày ${shortDay(one.nextUpdateOn)}.`
    const text = one.answer
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => `<p>${said(line)}</p>`)
      .join('\n')
    const body = `<p><a href="index.html">${said(title)}</a></p>\n<h1>${said(one.question)}</h1>\n${text}
<p class="foot">${said(one.code)}. ${said(one.topic)}, ${said(one.place)}. ${said(one.officer)} trả lời, công bố ngày ${shortDay(one.publishedOn)}.${next}</p>`
    return [fileOf(one.code), page(one.question, body)] as const
  })
  const json = `${JSON.stringify({ organization: organizationName, asOf, answers }, null, 2)}\n`
  return new Map([['index.html', index], ...each, ['answers.json', json]])
}

/** The same in one archive, to be unpacked where the site is. */
export async function publicFolder(folder: PublicFolder): Promise<Buffer> {
  const zip = new JSZip()
  // A fixed day in the archive: the same answers give the same bytes.
  const date = new Date(`${folder.asOf}T00:00:00Z`)
  for (const [path, text] of publicFiles(folder)) zip.file(path, text, { date })
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

const fileOf = (code: string) => `${code.toLowerCase().replace(/[^a-z0-9-]/gu, '-')}.html`

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Typed text as it may stand in a page. */
const said = (text: string) => text.replace(/[&<>"']/gu, (sign) => entities[sign] ?? sign)

const style =
  'body{max-width:44rem;margin:0 auto;padding:1rem;font:1.125rem/1.6 system-ui,sans-serif;color:#1c1c1a;background:#fff}h1{font-size:1.5rem;line-height:1.3}a{color:#0b5394}li{margin:.5rem 0}small,.foot{color:#5a5a55}'

const page = (title: string, body: string) => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${said(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
