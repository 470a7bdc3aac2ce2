import { Button } from '@mantine/core'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { IconDownload } from '../ui/icons.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './privacy.module.css'
import type { registerLoader } from './register.server.ts'

const looks = { public: 'plain', internal: 'flat', personal: 'accentEdge', sensitive: 'watch', secret: 'red' } as const

/** The register of processing, as the data dictionary says it: a table that nobody described would fail the build. */
export function RegisterScreen() {
  const { tables, count } = useLoaderData<typeof registerLoader>()
  const t = useTranslations('privacy')
  const rooms = [...new Set(tables.map(({ room }) => room))]
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/privacy' }, { label: t('register.title') }]}
        title={t('register.title')}
        state={t('register.state', { fields: count, tables: tables.length })}
        actions={
          <div className={classes['links']}>
            <Button component="a" href="/privacy/register.docx" leftSection={<IconDownload size={18} aria-hidden />}>
              {t('register.word')}
            </Button>
            <Button component="a" href="/privacy/register.xlsx" leftSection={<IconDownload size={18} aria-hidden />}>
              {t('register.excel')}
            </Button>
          </div>
        }
      />
      <div className={classes['stack']}>
        {rooms.map((room) => (
          <Panel key={room} title={room} flush>
            <DataTable
              label={room}
              rows={tables.filter((one) => one.room === room)}
              rowKey={({ table }) => table}
              columns={[
                { id: 'table', head: t('register.table'), phone: 'title', cell: ({ table }) => table },
                { id: 'purpose', head: t('register.purpose'), cell: ({ purpose }) => purpose },
                {
                  id: 'fields',
                  head: t('register.fields'),
                  cell: ({ fields }) =>
                    fields.length === 0 ? (
                      t('register.technical-only')
                    ) : (
                      <span className={classes['stack']}>
                        {fields.map(({ sensitivity, names }) => (
                          <span key={sensitivity} className={classes['names']}>
                            <Chip look={lookOf(sensitivity)}>{t(`sensitivities.${keyOf(sensitivity)}`)}</Chip>{' '}
                            {names.join(', ')}
                          </span>
                        ))}
                      </span>
                    ),
                },
                { id: 'basis', head: t('register.basis'), cell: ({ basis }) => basis },
                { id: 'retention', head: t('register.retention'), cell: ({ retention }) => retention },
              ]}
            />
          </Panel>
        ))}
      </div>
    </>
  )
}

const keyOf = (sensitivity: string): keyof typeof looks =>
  (['public', 'internal', 'personal', 'sensitive', 'secret'] as const).find((one) => one === sensitivity) ?? 'internal'
const lookOf = (sensitivity: string) => looks[keyOf(sensitivity)]
