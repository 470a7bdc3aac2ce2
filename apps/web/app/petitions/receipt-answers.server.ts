import type { PublicDoor, ReceiptAnswer } from '@nq15/db/public-check'
import { readReceiptCode } from '@nq15/domain/petitions'
import { receiptHash } from '@nq15/use-cases/petitions/receipt-hash'
import { checkCss } from '../reports/check-answers.server.ts'
import type { PublicPage, PublicState } from '../server/public-page.server.ts'
import messages from './messages.vi.json'

/** Every answer takes at least so long, found or not: how long it took tells nothing (ms). */
export const answerAfter = 400

const states: Readonly<Record<string, string>> = messages.state
const caseStates: Readonly<Record<string, string>> = messages['case-state']

/** What a citizen reads about his matter; a code nobody gave and one that cannot be a code read the same. */
export function sayReceipt(answer: ReceiptAnswer | null): string {
  if (answer === null) {
    return pageOf(
      '<section role="status" class="unknown"><h2>Không tìm thấy mã này</h2><p>Hãy so lại từng chữ với giấy biên nhận. Mã cũ hết dùng khi đã được cấp mã mới. Vẫn không được thì hỏi nơi đã nhận đơn.</p></section>',
    )
  }
  const { state, caseState, nextDay } = answer
  const said =
    state === 'processing'
      ? 'Đang xử lý'
      : ((caseState === null ? states[state] : caseStates[caseState]) ?? 'Đang xử lý')
  const next = nextDay === null ? 'Không có hạn nào đang chạy' : nextDay.split('-').reverse().join('/')
  return pageOf(
    `<section role="status" class="found"><h2>${said}</h2><dl><dt>Mốc tiếp theo</dt><dd>${next}</dd></dl></section>`,
  )
}

const notices: Readonly<Record<PublicState, string>> = {
  ask: '',
  'not-a-code': 'Phần gửi lên quá dài. Chỉ gõ mã trên giấy biên nhận.',
  'too-often': 'Đã hỏi quá nhiều lần. Hãy chờ một phút rồi thử lại.',
  away: 'Hệ thống tạm thời không trả lời. Hãy thử lại sau.',
}

const pageOf = (answer: string) => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>Tra cứu việc đã gửi</title><link rel="stylesheet" href="/check.css"></head><body><main>
<h1>Tra cứu việc đã gửi</h1>
${answer}
<form method="post" action="/" novalidate><label for="code">Mã tra cứu trên giấy biên nhận</label>
<input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60">
<button type="submit">Tra cứu</button></form>
<p class="light">Trang chỉ cho biết việc đang ở bước nào và mốc tiếp theo, không nêu tên, nội dung hay nơi nhận. Việc tố cáo chỉ ghi đang xử lý.</p>
</main></body></html>`

/** The page of receipts. What cannot be a code is asked for like one, so that both take the same way. */
export function receiptPage(
  door: Pick<PublicDoor<ReceiptAnswer>, 'ask'>,
  { secret, wait }: { readonly secret: string; readonly wait: (ms: number) => Promise<unknown> },
): PublicPage {
  return {
    css: checkCss,
    script: '',
    say: (state) =>
      pageOf(state === 'ask' ? '' : `<section role="status" class="unknown"><p>${notices[state]}</p></section>`),
    answer: async (typed) => {
      const code = readReceiptCode(typed)
      const [found] = await Promise.all([door.ask(receiptHash(code ?? '-', secret)), wait(answerAfter)])
      return { status: 200, html: sayReceipt(code === null ? null : found) }
    },
  }
}
