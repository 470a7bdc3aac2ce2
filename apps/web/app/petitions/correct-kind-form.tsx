import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { namesNobody, type PetitionKind, partyTracks, petitionKinds } from '@nq15/domain/petitions'
import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { CheckboxSet } from '../ui/checkbox-set.tsx'
import type { TypedAnswerFacts } from '../ui/form-answer.tsx'
import { useOption } from './act-fields.tsx'

type CorrectProps = {
  readonly frame: { readonly requestId: string; readonly version: number }
  readonly petition: {
    readonly kind: PetitionKind
    readonly partyTracks: readonly string[]
    readonly respondent: string
    readonly respondentOrganizationId: string | null
    readonly subject: string
    readonly content: string
    readonly demand: string
    readonly sealedNumber: string
  }
  readonly objects: readonly { readonly organizationId: string; readonly name: string }[]
  readonly answer: TypedAnswerFacts | undefined
}

/** Corrects what a paper is: its right kind, whom it is about, and why; what a kind does not ask for is not shown. */
export function CorrectKindForm({ frame, petition, objects, answer }: CorrectProps) {
  const t = useTranslations('petitions.correct')
  const f = useTranslations('petitions.intake.field')
  const k = useTranslations('petitions.kind')
  const option = useOption()
  const busy = useNavigation().state !== 'idle'
  const mine = answer?.typed['event'] === 'correct-kind'
  const typed: Readonly<Record<string, string | null>> = {
    ...petition,
    partyTracks: petition.partyTracks.join(','),
    ...(mine ? answer.typed : {}),
  }
  const [kind, setKind] = useState<PetitionKind>(petitionKinds.find((one) => one === typed['kind']) ?? petition.kind)
  const wrong = (name: string) => (mine && answer.wrong.includes(name) ? t('wrong') : undefined)
  const field = (name: 'respondent' | 'subject' | 'sealedNumber' | 'petitionerName' | 'petitionerAddress') => ({
    name,
    label: f(name),
    defaultValue: typed[name] ?? '',
    error: wrong(name),
  })
  const isSealed = namesNobody(kind)
  const hides = isSealed && !namesNobody(petition.kind)
  return (
    <details className={shared['act']} open={mine ? true : undefined}>
      <summary>{t('title')}</summary>
      <Form method="post" noValidate>
        <input type="hidden" name="requestId" value={frame.requestId} />
        <input type="hidden" name="version" value={frame.version} />
        <input type="hidden" name="event" value="correct-kind" />
        <p className={shared['light']}>{t('help')}</p>
        <div className={shared['fields']}>
          <NativeSelect
            name="kind"
            label={f('kind')}
            value={kind}
            onChange={({ currentTarget }) =>
              setKind(petitionKinds.find((one) => one === currentTarget.value) ?? petition.kind)
            }
            data={petitionKinds.map((value) => ({ value, label: k(value) }))}
          />
          <NativeSelect
            name="respondentOrganizationId"
            label={f('respondentOrganizationId')}
            description={kind === 'denunciation' ? t('object-help') : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            defaultValue={typed['respondentOrganizationId'] ?? ''}
            data={[
              { value: '', label: '–' },
              ...objects.map(({ organizationId, name }) => ({ value: organizationId, label: name })),
            ]}
          />
          <TextInput {...field('respondent')} label={kind === 'denunciation' ? f('denounced') : f('respondent')} />
          <TextInput {...field('subject')} />
          {isSealed && <TextInput {...field('sealedNumber')} />}
          {kind === 'denunciation' && (
            <TextInput name="receiver" label={t('receiver')} defaultValue={typed['receiver'] ?? ''} />
          )}
          {!isSealed && namesNobody(petition.kind) && (
            <>
              <TextInput {...field('petitionerName')} />
              <TextInput {...field('petitionerAddress')} />
            </>
          )}
          <CheckboxSet
            legend={f('partyTracks')}
            name="partyTracks"
            choices={partyTracks.map((value) => ({ value, label: option('partyTracks', value) }))}
            chosen={(typed['partyTracks'] ?? '').split(',')}
          />
          {hides && (
            <div className={shared['whole']}>
              <Textarea
                name="content"
                label={t('content')}
                description={t('content-help')}
                defaultValue={typed['content'] ?? ''}
                autosize
                minRows={2}
                maxLength={4_000}
              />
            </div>
          )}
          <div className={shared['whole']}>
            <TextInput name="demand" label={f('demand')} defaultValue={typed['demand'] ?? ''} />
          </div>
          <div className={shared['whole']}>
            <Textarea
              name="reason"
              label={t('reason')}
              defaultValue={typed['reason'] ?? ''}
              error={wrong('reason')}
              autosize
              minRows={2}
              maxLength={600}
            />
          </div>
        </div>
        <div className={shared['end']}>
          <Button type="submit" variant="default" loading={busy}>
            {t('title')}
          </Button>
        </div>
      </Form>
    </details>
  )
}
