import { Button } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatMoment } from '../ui/format.ts'
import { IconDownload, IconEyeOff } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { Revision, RevisionState } from './attachments.tsx'
import type { fileLoader } from './file.server.ts'
import classes from './files.module.css'
import { formatSize } from './format-size.ts'

/** One revision of a file shown in the page, with what is known of it and its other revisions. */
export function FileScreen() {
  const { file, place, recordTable, revisions } = useLoaderData<typeof fileLoader>()
  const t = useTranslations('files')
  const newest = revisions[0]
  return (
    <>
      <PageHead
        crumbs={[
          { label: place.organizationName, to: place.to },
          { label: t(`records.${recordTable}.title`, { year: String(place.year ?? '') }), to: place.list },
        ]}
        title={file.fileName}
        state={t('file.state', {
          number: file.revision,
          kind: file.kindLabel,
          size: formatSize(file.sizeBytes),
          by: file.by,
          at: formatMoment(file.at),
        })}
        actions={
          file.state === 'ready' && (
            <Button
              component="a"
              href={`/files/${file.id}/content`}
              download
              leftSection={<IconDownload size={18} stroke={1.6} aria-hidden />}
            >
              {t('file.download')}
            </Button>
          )
        }
      />
      <div className={classes['stack']}>
        <RevisionState revision={file} />
        {newest && newest.id !== file.id && (
          <Notice tone="watch" title={t('file.not-newest', { number: newest.revision })}>
            <Link to={`/files/${newest.id}`}>{t('file.to-newest')}</Link>
          </Notice>
        )}
        <div className={classes['columns']}>
          <Shown />
          <div className={classes['stack']}>
            <Panel title={t('file.revisions')} note={t('file.revisions-count', { count: revisions.length })}>
              <ol className={classes['older']}>
                {revisions.map((one) => (
                  <li key={one.id} aria-current={one.id === file.id ? 'true' : undefined}>
                    <Revision revision={one} />
                  </li>
                ))}
              </ol>
            </Panel>
            <Panel title={t('file.hash')}>
              <p className={classes['hash']}>{file.sha256}</p>
              <p className={classes['light']}>{t('file.hash-help')}</p>
            </Panel>
          </div>
        </div>
      </div>
    </>
  )
}

function Shown() {
  const { file, shown, watermark } = useLoaderData<typeof fileLoader>()
  const t = useTranslations('files.file')
  const mark =
    watermark && t('watermark', { by: watermark.by, username: watermark.username, at: formatMoment(watermark.at) })
  if (shown.as === 'nothing') {
    return (
      <Notice tone="info" icon={IconEyeOff} title={shown.sentence ?? t(`nothing.${shown.why}`)}>
        {shown.sentence === null && t('nothing.todo')}
      </Notice>
    )
  }
  return (
    <section className={classes['sheet']} aria-label={t('shown')}>
      {mark !== null && <p className={classes['marked']}>{t('marked', { mark })}</p>}
      {shown.as === 'picture' && (
        <Marked mark={mark}>
          <img src={`/files/${file.id}/content?view`} alt={file.fileName} className={classes['picture']} />
        </Marked>
      )}
      {shown.as === 'words' && (
        <Marked mark={mark}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre className={classes['words']} tabIndex={0}>
            {shown.text}
          </pre>
        </Marked>
      )}
      {shown.as === 'words' && shown.cut && <p className={classes['light']}>{t('cut')}</p>}
      {shown.as === 'pages' &&
        Array.from({ length: shown.count }, (_, index) => index + 1).map((page) => (
          <Marked key={page} mark={mark}>
            <img
              src={`/files/${file.id}/pages/${page}`}
              alt={t('page', { page, count: shown.count })}
              loading={page > 2 ? 'lazy' : undefined}
              className={classes['page']}
            />
          </Marked>
        ))}
    </section>
  )
}

/** Lays the name and the moment of who looks over what names persons, on the screen and on paper. */
function Marked({ mark, children }: { mark: string | null; children: React.ReactNode }) {
  return (
    <div className={classes['under']}>
      {children}
      {mark !== null && (
        <div className={classes['watermark']} aria-hidden>
          {Array.from({ length: 24 }, (_, index) => (
            <span key={index}>{mark}</span>
          ))}
        </div>
      )}
    </div>
  )
}
