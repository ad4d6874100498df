namespace Klue.Models;

/// <summary>Workspaces that wait to be used again: one for each forward pass that ever ran at the same time.</summary>
internal sealed class WorkspacePool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<Workspace> _idle = new();
    private bool _disposed;

    public Workspace Rent()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(BertModel));
            return _idle.TryPop(out var workspace) ? workspace : new Workspace();
        }
    }

    public void Return(Workspace workspace)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _idle.Push(workspace);
                return;
            }
        }

        workspace.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            while (_idle.TryPop(out var workspace))
            {
                workspace.Dispose();
            }
        }
    }
}
