/** The phone's own camera app and its album: works in every web view. Stands invisible in a label. */

interface FileInputProps {
  label?: string | undefined
  disabled?: boolean | undefined
  /** Lets the phone offer its album too, instead of opening its camera at once. */
  album?: boolean
  take: (file: File) => unknown
}

export function FileInput({ label, disabled, album = false, take }: FileInputProps) {
  return (
    <input
      type="file"
      accept="image/*"
      {...(album ? {} : { capture: 'environment' as const })}
      aria-label={label}
      className="visually-hidden"
      disabled={disabled}
      onChange={({ target }) => {
        const [file] = target.files ?? []
        if (file) void take(file)
        // the same picture may be chosen again
        target.value = ''
      }}
    />
  )
}
