import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { recordFilesAction, recordFilesLoader } from '../files/upload.server.ts'

export { RecordFilesScreen as default } from '../files/record-files-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => recordFilesLoader(args)
export const action = (args: ActionFunctionArgs) => recordFilesAction(args)
