import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DayInput } from '../ui/day-input.tsx'
import { Panel } from '../ui/panel.tsx'
import type { directiveAction, directiveLoader } from './directive.server.ts'

/** What was typed into a form of the page that was not taken, field by field. */
function useFields(act: string) {
  const answer = useActionData<typeof directiveAction>()
  const t = useTranslations('directives')
  const mine = answer?.typed['act'] === act
  return {
    mine,
    field: (name: string, wrongAs = name) => ({
      name,
      defaultValue: mine ? (answer.typed[name] ?? '') : '',
      error: mine && answer.wrong.includes(wrongAs) ? t('wrong') : undefined,
    }),
  }
}

function ActForm({ act, submit, children }: { act: string; submit: string; children: ReactNode }) {
  const { requestId } = useLoaderData<typeof directiveLoader>()
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className={shared['stack']} noValidate>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="act" value={act} />
      <div className={shared['fields']}>{children}</div>
      <div className={shared['end']}>
        <Button type="submit" variant="default" loading={busy}>
          {submit}
        </Button>
      </div>
    </Form>
  )
}

/** Gives a task to one organization, or to each directly below. */
export function NewTask() {
  const { units } = useLoaderData<typeof directiveLoader>()
  const { field } = useFields('task')
  const t = useTranslations('directives')
  return (
    <Panel title={t('new-task')} note={t('new-task-note')}>
      <ActForm act="task" submit={t('give')}>
        <div className={shared['whole']}>
          <Textarea {...field('content')} label={t('task')} autosize minRows={2} />
        </div>
        <NativeSelect
          {...field('organizationId', 'organizationIds')}
          label={t('owner-unit')}
          data={[
            ...units,
            ...(units.length > 2 ? [{ value: 'all', label: t('every-unit', { count: units.length - 1 }) }] : []),
          ]}
        />
        <TextInput {...field('ownerPost')} label={t('owner-post')} />
        <DayInput {...field('dueOn')} label={t('due')} />
      </ActForm>
    </Panel>
  )
}

/** What the document changes here, in words of who read it. */
export function NewChange() {
  const { field } = useFields('change')
  const t = useTranslations('directives')
  return (
    <Panel title={t('new-change')} note={t('new-change-note')}>
      <ActForm act="change" submit={t('enter-change')}>
        <NativeSelect
          {...field('effect')}
          label={t('effect')}
          data={(['replaces', 'adds-to'] as const).map((value) => ({ value, label: t(`effects.${value}`) }))}
        />
        <TextInput {...field('about')} label={t('about')} />
        <TextInput {...field('place')} label={t('place')} />
        <DayInput {...field('inForceOn')} label={t('in-force-on')} />
        <div className={shared['whole']}>
          <Textarea {...field('said')} label={t('change-said')} autosize minRows={2} />
        </div>
      </ActForm>
    </Panel>
  )
}

/** Strikes out a document that was entered wrongly. */
export function StrikeOut() {
  const { directive } = useLoaderData<typeof directiveLoader>()
  const { field, mine } = useFields('strike')
  const t = useTranslations('directives')
  return (
    <details className={shared['act']} open={mine ? true : undefined}>
      <summary>{t('strike')}</summary>
      <ActForm act="strike" submit={t('strike-now')}>
        <input type="hidden" name="version" value={directive.version} />
        <div className={shared['whole']}>
          <TextInput {...field('why')} label={t('strike-why')} description={t('strike-note')} />
        </div>
      </ActForm>
    </details>
  )
}
