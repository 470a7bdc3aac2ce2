import { Button, NativeSelect } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { RefusalNotice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import type { importAction, importLoader } from './import.server.ts'
import classes from './imports.module.css'

/** The heads of the file beside our columns; guesses are marked for a person to confirm. */
export function ImportMapping() {
  const { heads, columns } = useLoaderData<typeof importLoader>()
  const answer = useActionData<typeof importAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('members.imports.mapping')
  const typed = answer?.mapping ?? null
  const given = new Set(
    Object.values(typed ?? Object.fromEntries((heads ?? []).map(({ head, column }) => [head, column]))),
  )
  const missing = columns.filter(({ key, required }) => required && !given.has(key))
  return (
    <Panel title={t('title')} note={t('note', { count: heads?.length ?? 0 })}>
      <Form method="post" className={classes['mapping']}>
        <input type="hidden" name="intent" value="judge" />
        {answer !== undefined && typed !== null && (
          <RefusalNotice
            title={t('refused')}
            rules={[
              {
                code: answer.refusal,
                found: t(answer.refusal === 'COLUMN_TWICE' ? 'twice' : 'missing', {
                  columns: answer.columns.join(', '),
                }),
                wayOut: t('way-out'),
              },
            ]}
          />
        )}
        <p className={classes['light']}>{t('help')}</p>
        {missing.length > 0 && typed === null && (
          <p className={classes['needed']}>{t('needed', { columns: missing.map(({ head }) => head).join(', ') })}</p>
        )}
        <ul className={classes['heads']}>
          {(heads ?? []).map(({ head, column, certainty }) => (
            <li key={head}>
              <span className={classes['head']}>{head}</span>
              <NativeSelect
                name={`head:${head}`}
                aria-label={t('column-of', { head })}
                defaultValue={(typed === null ? column : typed[head]) ?? ''}
                data={[
                  { value: '', label: t('leave-out') },
                  ...columns.map(({ key, head: own, required }) => ({
                    value: key,
                    label: required ? `${own} *` : own,
                  })),
                ]}
              />
              <span>
                {certainty === 'sure' && <Chip look="ok">{t('sure')}</Chip>}
                {certainty === 'guess' && <Chip look="watch">{t('guess')}</Chip>}
                {certainty === 'unknown' && <Chip look="dashed">{t('unknown')}</Chip>}
              </span>
            </li>
          ))}
        </ul>
        <Button type="submit" variant="filled" loading={busy} className={classes['submit'] ?? ''}>
          {t('read')}
        </Button>
        <p className={classes['light']}>{t('read-help')}</p>
      </Form>
    </Panel>
  )
}
