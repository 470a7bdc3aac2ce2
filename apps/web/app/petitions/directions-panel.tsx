import { Button, NativeSelect, Textarea } from '@mantine/core'
import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DayInput } from '../ui/day-input.tsx'
import type { TypedAnswerFacts } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import type { directionsOf } from './directions.server.ts'

export type ShownDirection = Awaited<ReturnType<typeof directionsOf>>[number]

type PanelProps = {
  readonly page: {
    readonly directions: readonly ShownDirection[]
    readonly directs: boolean
    readonly requestId: string
    readonly petition: { readonly version: number }
    readonly objects: readonly { readonly organizationId: string; readonly name: string }[]
  }
  readonly answer: TypedAnswerFacts | undefined
}

/** The day of a direction, red when it is over and nothing was reported. */
export function DirectionDue({
  direction: { dueOn, isLate },
}: {
  direction: Pick<ShownDirection, 'dueOn' | 'isLate'>
}) {
  const t = useTranslations('petitions.directions')
  return isLate ? <Chip look="red">{t('late', { day: formatDay(dueOn) })}</Chip> : formatDay(dueOn)
}

/** The directions on a paper, and the form by which its head gives one. */
export function DirectionsPanel({ page: { directions, directs, requestId, petition, objects }, answer }: PanelProps) {
  const t = useTranslations('petitions.directions')
  const busy = useNavigation().state !== 'idle'
  if (directions.length === 0 && !directs) return null
  const mine = answer?.typed['event'] === 'direct'
  const typed = mine ? answer.typed : {}
  const wrong = (name: string) => (mine && answer.wrong.includes(name) ? t('wrong') : undefined)
  return (
    <Panel title={t('title')} flush>
      {directions.length > 0 && (
        <div className={shared['act']}>
          <ul className={shared['list']}>
            {directions.map((one) => (
              <li key={one.directionId}>
                <Link to={`/petitions/directions/${one.directionId}`}>{one.content.slice(0, 120)}</Link>{' '}
                {one.owedByName}, <DirectionDue direction={one} />{' '}
                <Chip look="accentEdge">{t(`states.${one.state}`)}</Chip>
              </li>
            ))}
          </ul>
        </div>
      )}
      {directs && (
        <details className={shared['act']} open={mine ? true : undefined}>
          <summary>{t('give')}</summary>
          <Form method="post" noValidate>
            <input type="hidden" name="requestId" value={requestId} />
            <input type="hidden" name="version" value={petition.version} />
            <input type="hidden" name="event" value="direct" />
            <div className={shared['fields']}>
              <NativeSelect
                name="owedById"
                label={t('owed')}
                defaultValue={typed['owedById'] ?? ''}
                data={objects.map(({ organizationId, name }) => ({ value: organizationId, label: name }))}
              />
              <DayInput name="dueOn" label={t('due')} defaultValue={typed['dueOn'] ?? ''} error={wrong('dueOn')} />
              <div className={shared['whole']}>
                <Textarea
                  name="content"
                  label={t('what')}
                  description={t('content-help')}
                  defaultValue={typed['content'] ?? ''}
                  error={wrong('content')}
                  autosize
                  minRows={2}
                  maxLength={2_000}
                />
              </div>
            </div>
            <div className={shared['end']}>
              <Button type="submit" variant="default" loading={busy}>
                {t('give')}
              </Button>
            </div>
          </Form>
        </details>
      )}
    </Panel>
  )
}
