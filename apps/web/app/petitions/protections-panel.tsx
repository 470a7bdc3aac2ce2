import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import {
  type ProtectionEvent,
  type ProtectionState,
  protectedSubjects,
  protectionEnds,
  protectionTransitions,
} from '@nq15/domain/petitions'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { VaultFold, VaultForm } from './vault-form.tsx'

type ProtectionsProps = {
  readonly petitionId: string
  readonly requestId: string
  readonly today: string
  readonly protections: readonly {
    readonly protectionId: string
    readonly number: number
    readonly subject: (typeof protectedSubjects)[number]
    readonly state: ProtectionState
    readonly version: number
    readonly steps: readonly {
      readonly event: string
      readonly onDay: string
      readonly measure: string
      readonly authority: string
      readonly document: string
      readonly endReason: (typeof protectionEnds)[number] | null
      readonly actorName: string
    }[]
  }[]
}

/** Protection of who denounced and his next of kin, by alias; for the head of the unit. */
export function Protections({ protections, petitionId, requestId, today }: ProtectionsProps) {
  const t = useTranslations('vault.protection')
  return (
    <Panel title={t('title')} note={t('note')} flush>
      {protections.length === 0 && <EmptyState why={t('none')} />}
      {protections.map((one) => (
        <details key={one.protectionId} className={shared['act']}>
          <summary>
            {t('alias', { number: one.number })}. {t(`subject.${one.subject}`)}{' '}
            <Chip look="accentEdge">{t(`state.${one.state}`)}</Chip>
          </summary>
          <ol>
            {one.steps.map(({ event, onDay, measure, authority, document, endReason, actorName }) => (
              <li key={`${event} ${onDay} ${document}`}>
                {[
                  `${t(`event.${event as 'request'}`)}, ${formatDay(onDay)}`,
                  ...[measure, authority, document].filter((text) => text !== ''),
                  ...(endReason === null ? [] : [t(`end.${endReason}`)]),
                  actorName,
                ].join('. ')}
              </li>
            ))}
          </ol>
          {one.state !== 'ended' && (
            <StepForm
              state={one.state}
              requestId={requestId}
              today={today}
              hidden={{ protectionId: one.protectionId, version: one.version }}
            />
          )}
        </details>
      ))}
      <VaultFold act="protect" requestId={requestId} hidden={{ petitionId }}>
        <NativeSelect
          name="subject"
          label={t('who')}
          data={protectedSubjects.map((value) => ({ value, label: t(`subject.${value}`) }))}
        />
        <DayInput name="onDay" label={t('day')} defaultValue={formatDay(today)} />
        <div className={shared['whole']}>
          <Textarea name="measure" label={t('measure')} description={t('measure-help')} autosize maxLength={1_000} />
        </div>
      </VaultFold>
    </Panel>
  )
}

function StepForm({
  state,
  today,
  ...form
}: {
  state: ProtectionState
  today: string
  requestId: string
  hidden: Readonly<Record<string, string | number>>
}) {
  const t = useTranslations('vault.protection')
  const events: ProtectionEvent[] = protectionTransitions.flatMap(({ from, event }) =>
    from.includes(state) ? [event] : [],
  )
  return (
    <VaultForm act="protection-step" {...form}>
      <NativeSelect
        name="step.event"
        label={t('event-label')}
        data={events.map((value) => ({ value, label: t(`event.${value}`) }))}
      />
      <DayInput name="step.onDay" label={t('day')} defaultValue={formatDay(today)} />
      <TextInput name="step.authority" label={t('authority')} maxLength={200} />
      <TextInput name="step.document" label={t('document')} maxLength={100} />
      <NativeSelect
        name="step.endReason"
        label={t('end-reason')}
        data={[
          { value: '', label: t('no-end') },
          ...protectionEnds.map((value) => ({ value, label: t(`end.${value}`) })),
        ]}
      />
      <div className={shared['whole']}>
        <Textarea name="step.measure" label={t('measure')} description={t('measure-help')} autosize maxLength={1_000} />
      </div>
    </VaultForm>
  )
}
