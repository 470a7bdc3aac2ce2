import { IconAlertCircle } from '../ui/icons.ts'
import classes from './workspace.module.css'

/** A text in a count field that is no whole number. */
export const isBroken = (text: string): boolean => text !== '' && !/^[+-]?\d{1,6}$/.test(text)

/** One fault at its field: code, what is wrong, and what was kept and is to do. */
export function Fault({ code, text, rest }: { code: string; text: string; rest: string }) {
  return (
    <p className={classes['fault']}>
      <IconAlertCircle size={18} stroke={1.8} aria-hidden />
      <span>
        <strong className={classes['code']}>{code}</strong> <strong>{text}</strong> {rest}
      </span>
    </p>
  )
}
