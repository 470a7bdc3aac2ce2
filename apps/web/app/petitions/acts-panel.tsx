import { Button } from '@mantine/core'
import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import type { TypedAnswerFacts } from '../ui/form-answer.tsx'
import { Panel } from '../ui/panel.tsx'

type ActsProps = {
  readonly offered: readonly string[]
  readonly answer: TypedAnswerFacts | undefined
  readonly frame: { readonly requestId: string; readonly version: number }
  readonly fieldsOf: (event: string, typed: Readonly<Record<string, string>>, wrong: readonly string[]) => ReactNode
  readonly children?: ReactNode
}

/** Acts beside the way of a matter: they stand behind those that take it on, and none is open by itself. */
const aside = [
  'mark-complex',
  'hold-dialogue',
  'withdraw-part',
  'suspend',
  'terminate',
  'extend',
  'return-originals',
  'second-complaint',
  'go-to-court',
]

/** What the reader may do next, each act with its fields; the first one is open, one that was refused stays open. */
export function ActsPanel({ offered, answer, frame, fieldsOf, children }: ActsProps) {
  const ordered = offered.toSorted((one, other) => Number(aside.includes(one)) - Number(aside.includes(other)))
  const first = ordered.find((one) => !aside.includes(one))
  const t = useTranslations('petitions')
  const v = useTranslations('petitions.events')
  const busy = useNavigation().state !== 'idle'
  if (offered.length === 0 && children === undefined) return null
  return (
    <Panel title={t('acts')} flush>
      {ordered.map((event) => {
        const mine = answer?.typed['event'] === event
        const name = v.has(event as 'sort') ? v(event as 'sort') : event
        return (
          <details
            key={event}
            className={shared['act']}
            open={mine || (answer === undefined && event === first) ? true : undefined}
          >
            <summary>{name}</summary>
            <Form method="post" noValidate>
              <input type="hidden" name="requestId" value={frame.requestId} />
              <input type="hidden" name="version" value={frame.version} />
              <input type="hidden" name="event" value={event} />
              {fieldsOf(event, mine ? answer.typed : {}, mine ? answer.wrong : [])}
              <div className={shared['end']}>
                <Button type="submit" variant={event === first ? 'filled' : 'default'} loading={busy}>
                  {name}
                </Button>
              </div>
            </Form>
          </details>
        )
      })}
      {children}
    </Panel>
  )
}
