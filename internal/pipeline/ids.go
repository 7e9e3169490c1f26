package pipeline

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cespare/xxhash/v2"

	"naskh/cluster"
)

// gather joins what the workers read into one table in the order of the input,
// with one numbering of sites in the order of their names.
func (r *run) gather(workers []*reader) {
	names := map[string]int32{}
	for _, w := range workers {
		for _, n := range w.names {
			names[n] = 0
		}
	}
	for n := range names {
		r.sites = append(r.sites, n)
	}
	slices.Sort(r.sites)
	for i, n := range r.sites {
		names[n] = int32(i)
	}
	type place struct {
		position     int64
		file, part   int32
		worker, from int32
	}
	var places []place
	for w, worker := range workers {
		for block, articles := range worker.articles.blocks {
			for i := range articles {
				a := &articles[i]
				places = append(places, place{a.position, a.file, a.part, int32(w), int32(block*blockArticles + i)})
			}
		}
		r.rejects = append(r.rejects, worker.rejects...)
		for k, n := range worker.warnings {
			r.warnings[k] += n
		}
		r.badDates += worker.badDates
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.position, b.position), cmp.Compare(a.part, b.part))
	})
	slices.SortFunc(r.rejects, func(a, b dumpReject) int {
		return cmp.Or(cmp.Compare(a.Input, b.Input), cmp.Compare(a.Position, b.Position))
	})
	r.articles = make([]article, len(places))
	r.content = make([]uint64, len(places))
	for i, p := range places {
		w := workers[p.worker]
		r.articles[i] = *w.articles.at(int(p.from))
		r.articles[i].site = names[w.names[r.articles[i].site]]
		r.content[i] = w.content[p.from]
	}
	r.resolveIDs()
}

// resolveIDs gives every article an id of its own: a record that repeats
// another's id and words is dropped and counted, one that repeats the id with
// other words becomes ID~2, ID~3, … in the order of the content hash, and the
// embedded articles of a record become ID#2, ID#3, ….
func (r *run) resolveIDs() {
	var heads []uint64 // id hash<<… needs two words: sort indexes by it
	hashes := make([]uint64, len(r.articles))
	for i := range r.articles {
		a := &r.articles[i]
		if a.part != 1 {
			continue
		}
		if a.id == "" {
			a.id = fmt.Sprintf("%s@%d", r.inputs[a.file].Name, a.position)
		}
		hashes[i] = xxhash.Sum64String(a.id)
		heads = append(heads, hashes[i]&^(1<<32-1)|uint64(i))
	}
	var scratch []uint64
	cluster.SortUint64(heads, &scratch)
	dropped := make([]bool, len(r.articles))
	for same := range cluster.Buckets(heads) {
		if len(same) > 1 {
			r.separate(same, dropped)
		}
	}
	kept := r.articles[:0]
	id := ""
	drop := false
	for i, a := range r.articles {
		if a.part == 1 {
			id, drop = a.id, dropped[i]
			if drop {
				r.duplicateIDs++
			} else {
				r.pages++
			}
		} else {
			a.id = fmt.Sprintf("%s#%d", id, a.part)
			if !drop {
				r.embedded++
			}
		}
		if drop {
			r.repeated = append(r.repeated, a)
		} else {
			kept = append(kept, a)
		}
	}
	r.articles, r.content = kept, nil
}

// separate handles main articles whose ids may be equal.
func (r *run) separate(rows []uint64, dropped []bool) {
	index := make([]int, len(rows))
	for i, v := range rows {
		index[i] = int(uint32(v))
	}
	slices.SortFunc(index, func(a, b int) int {
		return cmp.Or(cmp.Compare(r.articles[a].id, r.articles[b].id), cmp.Compare(r.content[a], r.content[b]), cmp.Compare(a, b))
	})
	version := 1
	for i := 1; i < len(index); i++ {
		before, at := index[i-1], index[i]
		a := &r.articles[at]
		// ids are renamed only after the group is through, so compare hashes of
		// the original: r.articles[before].id may carry ~N already.
		if r.original(before, version) != a.id {
			version = 1
			continue
		}
		if r.content[before] == r.content[at] {
			dropped[at] = true
			a.id = r.articles[before].id
			continue
		}
		version++
		r.versions++
		a.id = fmt.Sprintf("%s~%d", a.id, version)
	}
}

// original is the id of an article before it got version v.
func (r *run) original(i, v int) string {
	id := r.articles[i].id
	if v > 1 {
		return id[:len(id)-len(fmt.Sprintf("~%d", v))]
	}
	return id
}
