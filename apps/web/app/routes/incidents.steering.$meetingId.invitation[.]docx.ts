import type { LoaderFunctionArgs } from '@remix-run/node'
import { meetingPaperLoader } from '../incidents/steering.server.ts'

export const loader = (args: LoaderFunctionArgs) => meetingPaperLoader(args, 'invitation')
