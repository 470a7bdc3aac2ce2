import classes from './acting.module.css'
import { Notice } from './notice.tsx'

type SecretShownProps = { title: string; secret: string; note: string }

/** A secret that was just made, whole and to be copied: it is shown this once. */
export function SecretShown({ title, secret, note }: SecretShownProps) {
  return (
    <Notice tone="ok" live="status" title={title}>
      <code className={classes['key']}>{secret}</code>
      <p>{note}</p>
    </Notice>
  )
}
