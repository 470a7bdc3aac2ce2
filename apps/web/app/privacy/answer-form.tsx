import { Button } from '@mantine/core'
import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'
import { ChoiceField, DayField, LongField, Refusal, TextField } from './form-parts.tsx'
import classes from './privacy.module.css'

type AnswerFormProps = {
  requestId: string
  version: number
  states: readonly { readonly value: string; readonly label: string }[]
}

/** The written answer: its outcome, number, day and text. */
export function AnswerForm({ requestId, version, states }: AnswerFormProps) {
  const t = useTranslations('privacy')
  const intent = 'answer'
  return (
    <Panel title={t('give-answer')}>
      <Refusal intent={intent} />
      <Form method="post">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="version" value={version} />
        <div className={classes['fields']}>
          <ChoiceField intent={intent} name="state" label={t('outcome')} choices={states} />
          <TextField intent={intent} name="answerNumber" label={t('answer-number')} />
          <DayField intent={intent} name="answeredOn" label={t('answered-on')} />
          <LongField intent={intent} name="answer" label={t('answer-text')} />
        </div>
        <div className={classes['end']}>
          <Button type="submit" variant="filled">
            {t('save-answer')}
          </Button>
          <span className={classes['light']}>{t('answer-help')}</span>
        </div>
      </Form>
    </Panel>
  )
}
