import type { SendMail } from '@nq15/use-cases/events/send-mails'
import { createTransport } from 'nodemailer'

const limit = 20_000

/** Hands mails to the configured server, one connection each; a server that does not answer in 20 seconds has refused. */
export function mailSender({ url, from }: { readonly url: string; readonly from: string }): SendMail {
  const transport = createTransport(
    { url, connectionTimeout: limit, greetingTimeout: limit, socketTimeout: limit },
    { from },
  )
  return async ({ to, subject, text }) => {
    await transport.sendMail({
      to,
      subject,
      text,
      // Out-of-office answers to a machine help nobody.
      headers: { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' },
    })
  }
}
