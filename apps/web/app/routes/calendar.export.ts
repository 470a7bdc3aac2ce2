import type { LoaderFunctionArgs } from '@remix-run/node'
import { calendarFileLoader } from '../calendar/calendar.server.ts'

export const loader = (args: LoaderFunctionArgs) => calendarFileLoader(args)
