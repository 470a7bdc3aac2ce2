import { createHash } from 'node:crypto'
import type { PublicAnswer } from '@nq15/db/public-check'
import { readCheckCode } from '@nq15/domain/reports'

/** How often one address, and everybody together, may ask in a minute. */
export const checkLimits = { perAddress: 12, together: 600, keptAddresses: 5_000 } as const

/** Counts questions in a window of a minute; full tables forget the oldest address, never the limit of all together. */
export class CheckBrake {
  private readonly asked = new Map<string, { count: number; since: number }>()
  private all = { count: 0, since: 0 }

  /** Whether one more question from an address may be answered at a moment (ms). */
  admits(address: string, now: number): boolean {
    if (now - this.all.since >= 60_000) this.all = { count: 0, since: now }
    const known = this.asked.get(address)
    const own = known && now - known.since < 60_000 ? known : { count: 0, since: now }
    if (this.all.count >= checkLimits.together || own.count >= checkLimits.perAddress) return false
    this.all.count += 1
    this.asked.delete(address)
    this.asked.set(address, { count: own.count + 1, since: own.since })
    if (this.asked.size > checkLimits.keptAddresses) {
      const [oldest] = this.asked.keys()
      if (oldest !== undefined) this.asked.delete(oldest)
    }
    return true
  }
}

/** What the page of the public check says. */
export type CheckPage =
  | { readonly state: 'ask' | 'not-a-code' | 'too-often' | 'away' | 'unknown' }
  | { readonly state: 'genuine' | 'replaced'; readonly number: string; readonly day: string; readonly issuer: string }

/** Asks about a typed code: only its hash leaves this function. */
export async function answerCheck(
  typed: string,
  ask: (codeHash: string) => Promise<PublicAnswer | null>,
): Promise<CheckPage> {
  const code = readCheckCode(typed.slice(0, 100))
  if (code === null) return { state: 'not-a-code' }
  const found = await ask(createHash('sha256').update(code).digest('hex'))
  if (!found) return { state: 'unknown' }
  const { answer, numberText, documentOn, issuer } = found
  return { state: answer, number: numberText, day: documentOn.split('-').reverse().join('/'), issuer }
}

const words: Readonly<Record<CheckPage['state'], readonly [string, string]>> = {
  ask: ['', ''],
  'not-a-code': ['Mã chưa đúng', 'Mã có 20 chữ và số, in cạnh ô vuông ở chân trang một của văn bản. Hãy nhập lại.'],
  'too-often': ['Đã hỏi quá nhiều lần', 'Hãy chờ một phút rồi thử lại.'],
  away: ['Chưa kiểm tra được', 'Hệ thống tạm thời không trả lời. Hãy thử lại sau.'],
  unknown: [
    'Không có văn bản nào mang mã này',
    'Hãy so lại mã in trên văn bản. Nếu đúng mã mà vẫn không có, hãy hỏi cơ quan ban hành.',
  ],
  genuine: ['Văn bản có thật và đang có hiệu lực trong sổ', ''],
  replaced: ['Văn bản có thật nhưng đã bị thay thế', 'Hãy hỏi cơ quan ban hành để có văn bản thay thế.'],
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const html = (text: string) => text.replace(/[&<>"']/gu, (sign) => marks[sign] ?? sign)

/** The whole page: no cookie, nothing from elsewhere, works without scripts. */
export function renderCheckPage(page: CheckPage): string {
  const [title, help] = words[page.state]
  const facts =
    page.state === 'genuine' || page.state === 'replaced'
      ? `<dl><dt>Số, ký hiệu</dt><dd>${html(page.number)}</dd><dt>Ngày</dt><dd>${html(page.day)}</dd><dt>Cơ quan ban hành</dt><dd>${html(page.issuer)}</dd></dl>`
      : ''
  const answer =
    page.state === 'ask'
      ? ''
      : `<section role="status" class="${page.state}"><h2>${html(title)}</h2>${facts}${help === '' ? '' : `<p>${html(help)}</p>`}</section>`
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>Kiểm tra văn bản</title><link rel="stylesheet" href="/check.css"></head><body><main>
<h1>Kiểm tra văn bản</h1>
${answer}
<form method="post" action="/"><label for="code">Mã kiểm tra in trên văn bản</label>
<input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" required>
<button type="submit">Kiểm tra</button></form>
<p class="light">Trang này chỉ cho biết văn bản có thật, đã bị thay thế hay không có; cùng số, ngày và cơ quan ban hành. Trang không cho biết nội dung.</p>
</main><script src="/check.js" defer></script></body></html>`
}

/** The look of the page, light and dark. */
export const checkCss = `:root{color-scheme:light dark}body{margin:0;font:18px/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:36rem;margin:0 auto;padding:1.25rem}h1{font-size:1.5rem}h2{font-size:1.2rem;margin:0 0 .5rem}
section{border:2px solid;border-radius:.5rem;padding:1rem;margin:0 0 1.25rem}section.replaced,section.unknown{border-style:dashed}
label{display:block;margin-bottom:.25rem}input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;letter-spacing:.05em}
button{font:inherit;margin-top:.75rem;padding:.6rem 1.5rem;min-height:2.75rem}dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0}dd{margin:0;font-weight:600}.light{font-size:.9rem}`

/** Takes the code out of the part of the address that a browser keeps to itself, and puts it into the field. */
export const checkScript = `const code=location.hash.slice(1);if(code){history.replaceState(null,'',location.pathname);const field=document.getElementById('code');field.value=code;document.querySelector('button').focus()}`
