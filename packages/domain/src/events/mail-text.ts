/** A mail as it goes out: nothing in it names a person, an organization or a matter. */
export type MailText = { readonly subject: string; readonly text: string }

/** What a mail says: how many matters wait, and where to read them. Its length and words do not depend on what they are. */
export function mailText(locale: 'vi' | 'en', of: { readonly matters: number; readonly address: string }): MailText {
  const { matters, address } = of
  if (locale === 'en') {
    const count = matters === 1 ? '1 matter' : `${matters} matters`
    return {
      subject: `NQ15: ${count} for you`,
      text: `You have ${count} to read. Open: ${address}/notifications\n\nThis mail is sent by the system; please do not answer it. You choose what you get by mail on that page.\n`,
    }
  }
  return {
    subject: `NQ15: ${matters} việc cần xem`,
    text: `Đồng chí có ${matters} việc cần xem. Mở: ${address}/notifications\n\nThư do hệ thống gửi, đề nghị không trả lời thư này. Cách nhận thư đặt tại chính trang đó.\n`,
  }
}
