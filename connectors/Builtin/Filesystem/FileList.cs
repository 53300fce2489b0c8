using System.IO.Compression;
using System.Text.Json;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>
/// The files of a folder that were listed at the job's first start and are still to be read, in the order of their names. It stands in every
/// checkpoint, so it is written short: a JSON array of names below the folder and sizes in turn, deflated, in base 64.
/// </summary>
internal sealed class FileList
{
    private readonly string _folder;
    private readonly Queue<(string Path, long Size)> _left;
    private string _text;
    private int _written;

    /// <param name="files">Whole paths, and the sizes they had when they were listed.</param>
    public FileList(string folder, IEnumerable<(string Path, long Size)> files)
    {
        _folder = folder;
        _left = new(files);
        _text = Write();
    }

    private FileList(string folder, IEnumerable<(string Path, long Size)> files, string text)
    {
        _folder = folder;
        _left = new(files);
        _text = text;
        _written = _left.Count;
    }

    /// <summary>The position. Files that were taken since it was written stand in it too: those up to the one being read are done.</summary>
    public override string ToString() => _text;

    public bool TryTake(out (string Path, long Size) file)
    {
        if (!_left.TryDequeue(out file))
        {
            return false;
        }

        // Not at each file: the work stays in proportion to the list.
        if (_left.Count < _written / 2)
        {
            _text = Write();
        }

        return true;
    }

    /// <param name="begun">The file being read; null before the first.</param>
    /// <exception cref="FormatException">The text is not a list.</exception>
    public static FileList Parse(string folder, string text, string? begun)
    {
        try
        {
            using var packed = new DeflateStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
            using var document = JsonDocument.Parse(packed);
            var items = document.RootElement.EnumerateArray().ToList();
            var files = items.Chunk(2).Select(file => (Path: Path.Combine(folder, file[0].GetString()!), Size: file[1].GetInt64()))
                .Where(file => begun is null || string.CompareOrdinal(file.Path, begun) > 0)
                .ToList();
            return new FileList(folder, files, text);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new FormatException("not a list of files", exception);
        }
    }

    private string Write()
    {
        _written = _left.Count;
        using var bytes = new MemoryStream();
        using (var packed = new DeflateStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (var json = new Utf8JsonWriter(packed))
        {
            json.WriteStartArray();
            foreach (var (path, size) in _left)
            {
                json.WriteStringValue(Path.GetRelativePath(_folder, path));
                json.WriteNumberValue(size);
            }

            json.WriteEndArray();
        }

        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
