package pipeline

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// workers calls do for 0…n-1 from Jobs goroutines, each with a worker of its own
// from newWorker, batch numbers at a time, and tells the progress. It returns
// the workers and the first error.
func workers[W any](ctx context.Context, r *run, n, batch int, newWorker func() W, do func(w W, i int) error) ([]W, error) {
	var next atomic.Int64
	var wait sync.WaitGroup
	all := make([]W, r.opts.Jobs)
	errs := make([]error, r.opts.Jobs)
	for j := range all {
		all[j] = newWorker()
		wait.Go(func() {
			for from := int(next.Add(int64(batch))) - batch; from < n && errs[j] == nil; from = int(next.Add(int64(batch))) - batch {
				errs[j] = ctx.Err()
				to := min(n, from+batch)
				for i := from; i < to && errs[j] == nil; i++ {
					errs[j] = do(all[j], i)
				}
				r.progress.Add(int64(to - from))
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// collect frees large tables that are no longer used before the next ones are
// made. In small runs that is not worth its time.
func (r *run) collect() {
	if r.pages+r.embedded >= 200_000 {
		runtime.GC()
	}
}
