import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatMoment } from '../ui/format.ts'
import { IconAlertTriangle, IconClock, IconFileText, IconLock, IconTrash } from '../ui/icons.ts'
import { Panel } from '../ui/panel.tsx'
import type { AttachmentsView, DocumentView, RevisionView } from './attachments.server.ts'
import classes from './files.module.css'
import { formatSize } from './format-size.ts'
import { type UploadFault, UploadForm } from './upload-form.tsx'

type AttachmentsProps = {
  readonly view: AttachmentsView
  readonly title: string
  /** What belongs here, in one sentence. */
  readonly help?: string
  readonly fault?: (UploadFault & { readonly documentId: string | null }) | undefined
}

/** The files of a record: the newest revision of each document with those before it, and a form to add or replace. */
export function Attachments({ view, title, help, fault }: AttachmentsProps) {
  const t = useTranslations('files.list')
  const { recordTable, recordId, documents, mayAdd, requestId, accept, limit } = view
  const to = `/files/of/${recordTable}/${recordId}`
  const form = { to, accept, limit }
  return (
    <div id="files">
      <Panel title={title} note={t('count', { count: documents.length })}>
        <div className={classes['stack']}>
          {help !== undefined && <p className={classes['light']}>{help}</p>}
          {documents.length === 0 ? (
            <EmptyState why={t(mayAdd ? 'empty' : 'empty-read')} />
          ) : (
            <ul className={classes['documents']}>
              {documents.map((document) => (
                <li key={document.documentId}>
                  <Document document={document}>
                    {mayAdd && (
                      <details
                        className={classes['more']}
                        open={fault?.documentId === document.documentId || undefined}
                      >
                        <summary>{t('replace')}</summary>
                        <UploadForm
                          {...form}
                          key={document.revisions.length}
                          requestId={document.requestId}
                          documentId={document.documentId}
                          fault={fault?.documentId === document.documentId ? fault : undefined}
                        />
                      </details>
                    )}
                  </Document>
                </li>
              ))}
            </ul>
          )}
          {mayAdd && (
            <UploadForm
              {...form}
              requestId={requestId}
              documentId={null}
              fault={fault?.documentId ? undefined : fault}
            />
          )}
        </div>
      </Panel>
    </div>
  )
}

function Document({ document, children }: { document: DocumentView; children: React.ReactNode }) {
  const t = useTranslations('files.list')
  const [newest, ...older] = document.revisions
  if (!newest) return null
  return (
    <div className={classes['document']}>
      <Revision revision={newest} />
      <div className={classes['mores']}>
        {older.length > 0 && (
          <details className={classes['more']}>
            <summary>{t('older', { count: older.length })}</summary>
            <ul className={classes['older']}>
              {older.map((revision) => (
                <li key={revision.id}>
                  <Revision revision={revision} />
                </li>
              ))}
            </ul>
          </details>
        )}
        {children}
      </div>
    </div>
  )
}

/** One revision in a line: its name leads to it, then what it is, whose it is, and its state unless all is well. */
export function Revision({ revision }: { revision: RevisionView }) {
  const t = useTranslations('files.list')
  const { id, fileName, kindLabel, sizeBytes, by, at, revision: number } = revision
  return (
    <div className={classes['revision']}>
      <IconFileText size={20} stroke={1.6} aria-hidden />
      <div>
        <Link to={`/files/${id}`} className={classes['name']}>
          {fileName}
        </Link>
        <p className={classes['light']}>
          {t('facts', { number, kind: kindLabel, size: formatSize(sizeBytes), by, at: formatMoment(at) })}
        </p>
        <RevisionState revision={revision} />
      </div>
    </div>
  )
}

/** A revision's state, when it is another than ready. */
export function RevisionState({ revision }: { revision: RevisionView }) {
  const t = useTranslations('files.state')
  const { state, decision, onHold } = revision
  return (
    <>
      {state === 'waiting' && (
        <Chip look="watch" icon={IconClock}>
          {t('waiting')}
        </Chip>
      )}
      {state === 'refused' && (
        <Chip look="red" icon={IconAlertTriangle}>
          {t('refused')}
        </Chip>
      )}
      {state === 'destroyed' && (
        <Chip look="grey" icon={IconTrash}>
          {t('destroyed', { decision: decision ?? '' })}
        </Chip>
      )}
      {onHold && (
        <Chip look="accentEdge" icon={IconLock}>
          {t('held')}
        </Chip>
      )}
    </>
  )
}
