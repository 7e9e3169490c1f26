package pipeline

import (
	"cmp"
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// workers calls do for 0…n-1 from Jobs goroutines, each with a worker of its own
// from newWorker, batch numbers at a time, and tells the progress. It returns
// the workers, or the first error, after which the others stop.
func workers[W any](ctx context.Context, r *run, n, batch int, newWorker func() W, do func(w W, i int) error) ([]W, error) {
	var next atomic.Int64
	var wait sync.WaitGroup
	working, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	all := make([]W, r.opts.Jobs)
	for j := range all {
		all[j] = newWorker()
		wait.Go(func() {
			for from := int(next.Add(int64(batch))) - batch; from < n && working.Err() == nil; from = int(next.Add(int64(batch))) - batch {
				to := min(n, from+batch)
				for i := from; i < to; i++ {
					if err := do(all[j], i); err != nil {
						stop(err)
						return
					}
				}
				r.progress.Add(int64(to - from))
			}
		})
	}
	wait.Wait()
	if err := cmp.Or(ctx.Err(), context.Cause(working)); err != nil {
		return nil, err
	}
	return all, nil
}

// both does two works beside each other; one after the other with one worker or little
// memory.
func (r *run) both(a, b func() error) error {
	if r.opts.Jobs == 1 || !r.roomy() {
		if err := a(); err != nil {
			return err
		}
		return b()
	}
	var wait sync.WaitGroup
	var failed error
	wait.Go(func() { failed = b() })
	err := a()
	wait.Wait()
	return cmp.Or(err, failed)
}

// collect frees large tables that are no longer used before the next ones are
// made. In small runs that is not worth its time.
func (r *run) collect() {
	if r.pages+r.embedded >= 200_000 {
		runtime.GC()
	}
}
