import {
  unstable_createMemoryUploadHandler as createMemoryUploadHandler,
  MaxPartSizeExceededError,
  unstable_parseMultipartFormData as parseMultipart,
} from '@remix-run/node'

/** The fields of a form with its files in memory; null when a part is over so many bytes. What is no form at all answers 400. */
export async function readForm(request: Request, { largest }: { readonly largest: number }): Promise<FormData | null> {
  if (!request.headers.get('content-type')?.startsWith('multipart/')) return request.formData()
  try {
    return await parseMultipart(request, createMemoryUploadHandler({ maxPartSize: largest }))
  } catch (error) {
    if (error instanceof MaxPartSizeExceededError) return null
    throw new Response(null, { status: 400 })
  }
}
